"use client";

import { Copy, Download, Printer } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useAuth } from "@/context/AuthContext";
import { headingOf } from "@/features/profile/Section";
import { copyText } from "@/lib/copy-text";
import { saveFile } from "@/lib/save-file";

import { recoveryText } from "./recovery-words";

/** They are shown once, so the way out is to say that they are kept. */
export function RecoveryDialog({
  codes,
  onClose,
}: {
  codes: readonly string[];
  onClose: () => void;
}) {
  const { user } = useAuth();
  const [said, setSaid] = useState("");
  const [isHurried, setIsHurried] = useState(false);
  const text = () => recoveryText(codes, window.location.host, user?.username ?? "");
  const copy = async () => {
    setSaid((await copyText(text())) ? "Copied." : "Your browser does not let us. Select them.");
  };
  const save = () => {
    saveFile("recovery-codes.txt", text(), "text/plain;charset=utf-8");
    setSaid("Saved as recovery-codes.txt.");
  };
  return (
    <Dialog
      isOpen
      onClose={() => setIsHurried(true)}
      returnFocus={() => headingOf("second-step")}
      title="Keep your recovery codes"
      description="Without your phone or passkey one of them lets you in. Each works once, and they are not shown again."
      className="print:static print:shadow-none"
    >
      <ol
        data-print-sheet
        aria-label="Recovery codes"
        className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-x-4 gap-y-2 rounded-md bg-sunken px-4 py-3 text-center font-ui tracking-[0.06em] text-ink tabular-nums inset-ring-1 inset-ring-line"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap gap-2 print:hidden">
        <Button size="sm" onClick={() => void copy()}>
          <Copy size={16} strokeWidth={1.6} aria-hidden="true" />
          Copy
        </Button>
        <Button size="sm" onClick={save}>
          <Download size={16} strokeWidth={1.6} aria-hidden="true" />
          Download
        </Button>
        <Button size="sm" onClick={() => window.print()}>
          <Printer size={16} strokeWidth={1.6} aria-hidden="true" />
          Print
        </Button>
      </div>
      <p role="status" className="mt-2 min-h-[1.45em] text-sm text-ink-3 print:hidden">
        {said}
      </p>
      {isHurried && (
        <Notice tone="warn" role="alert" title="They are not shown again." className="mt-2">
          Copy, download or print them first, then press the button below.
        </Notice>
      )}
      <Button variant="primary" size="lg" className="mt-4 print:hidden" onClick={onClose}>
        I have kept them
      </Button>
    </Dialog>
  );
}
