/** A file as JSON, so that it can be sealed with what it belongs to. */
export interface KeptFile {
  name: string;
  type: string;
  base64: string;
}

export async function keptFile(file: File): Promise<KeptFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { name: file.name, type: file.type, base64: btoa(text) };
}

export const fileOf = ({ name, type, base64 }: KeptFile): File =>
  new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name, { type });
