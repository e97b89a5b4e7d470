import { ZONE, ZONE_PICKED } from "./cookies";

/**
 * A script for the head of every page. The server writes hours and days in the zone of a
 * cookie. When that is not the device's zone (most often: the first visit), the page is asked
 * for once more before anything of it is shown; nothing has to move afterwards. Without
 * scripts or cookies the page stays in UTC and says so, and so it does when the server does not
 * know the zone: a cookie that was there already is no reason to ask again.
 */
export function followZone(rendered: string, isSignedIn: boolean): string {
  return `(function(){try{
var d=Intl.DateTimeFormat().resolvedOptions().timeZone,c=document.cookie;
if(!d||/(^|; )${ZONE_PICKED}=/.test(c))return;
var v="${ZONE}="+encodeURIComponent(d);
if(c.split("; ").indexOf(v)>=0)return;
document.cookie=v+"; path=/; max-age=31536000; samesite=lax";
if(${!isSignedIn}&&d!==${JSON.stringify(rendered)}&&document.cookie.split("; ").indexOf(v)>=0)location.reload()
}catch(e){}})()`;
}
