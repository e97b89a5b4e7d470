/** Hands a text that the page has to the reader as a file. */
export function saveFile(name: string, text: string, type: string): void {
  saveBlob(name, new Blob([text], { type }));
}

export function saveBlob(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** For spreadsheets, which take a file without the mark for one of their own code page. */
export function saveCsv(name: string, text: string): void {
  saveFile(name, text.startsWith("\uFEFF") ? text : `\uFEFF${text}`, "text/csv;charset=utf-8");
}

/** Cells that hold a comma, a quote or a line break are quoted. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) =>
    /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
