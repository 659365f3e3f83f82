// Digests of dossiers, computed by ECMAScript alone: a dossier on a line of standard input, its digest on a
// line of standard output. Lists are sorted by the records' ids, code point by code point; waivers by their
// canonical JSON, each once.

"use strict";

const { createHash } = require("node:crypto");
const { createInterface } = require("node:readline");

function compareUtf16(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareCodePoints(a, b) {
  const these = Array.from(a, (character) => character.codePointAt(0));
  const those = Array.from(b, (character) => character.codePointAt(0));
  for (let i = 0; i < Math.min(these.length, those.length); i++) {
    if (these[i] !== those[i]) {
      return these[i] - those[i];
    }
  }
  return these.length - those.length;
}

// RFC 8785, section 3.2.3: the keys of an object are sorted by their UTF-16 code units.
function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    const pairs = Object.keys(value)
      .sort(compareUtf16)
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${pairs.join(",")}}`;
  }
  return JSON.stringify(value);
}

function digest(text) {
  const dossier = JSON.parse(text);
  for (const name of ["speakers", "documents", "claims", "statements", "evidence"]) {
    dossier[name]?.sort((a, b) => compareCodePoints(a.id, b.id));
  }
  if (dossier.waivers) {
    const waivers = new Set(dossier.waivers.map(canonical));
    dossier.waivers = [...waivers].sort(compareCodePoints).map((waiver) => JSON.parse(waiver));
  }
  return createHash("sha256").update(canonical(dossier), "utf8").digest("hex");
}

createInterface({ input: process.stdin }).on("line", (line) => console.log(digest(line)));
