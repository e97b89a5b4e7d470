/** Texts that nobody types by accident. What of them runs sets `window.pwned`. */

const LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten";
const RTL = "ورشة عمل الخط العربي للمبتدئين مع قلم القصب";
const EMOJI = "👩🏽‍🚀🏳️‍🌈👨‍👩‍👧‍👦";
const PAYLOADS = [
  "<script>pwned=1</script>",
  "<img src=x onerror=pwned=1>",
  '"><svg onload=pwned=1>',
  "</script><script>pwned=1</script>",
  "</title><script>pwned=1</script>",
  "{{constructor.constructor('pwned=1')()}}",
  "${pwned=1}",
  "javascript:pwned=1",
  "[x](javascript:pwned=1)",
  "<iframe srcdoc='<script>top.pwned=1</script>'>",
  "<style>*{display:none}</style>",
  "\u2028\u2029<!--<script>",
  "' onmouseover=pwned=1 x='",
];

const filled = (text: string, length: number) =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

export const HOSTILE = {
  titles: [
    filled(LONG_WORD, 200),
    filled(`${RTL} <b> `, 200),
    // Whole signs, so that nothing is cut in two.
    EMOJI.repeat(7),
    ...PAYLOADS.map((payload) => payload.replace(/[\u2028\u2029]/g, "")),
  ],
  descriptions: [
    filled(LONG_WORD, 10_000),
    filled(`${RTL}\n\n`, 10_000),
    EMOJI.repeat(300),
    PAYLOADS.join("\n\n"),
    `https://example.com/${filled("a", 500)}\n\njavascript:pwned=1\n\nhttp://x"onclick="pwned=1`,
  ],
  person: {
    first_name: filled(LONG_WORD, 150),
    last_name: "<script>pwned=1</script>",
  },
  other: { first_name: RTL, last_name: "<img src=x onerror=pwned=1>" },
};
