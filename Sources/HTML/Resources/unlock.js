// Opens what the page holds locked. PBKDF2 makes a key from the passphrase, which opens a private key; that and
// a public key of the page make the key under which the key of the content lies (ECDH, HKDF). AES-GCM opens
// each of them, and shows any change.
"use strict";
(() => {
  const form = document.querySelector("form");
  const input = document.getElementById("passphrase");
  const said = document.getElementById("said");
  const button = form.querySelector("button");
  const locked = JSON.parse(document.getElementById("locked").textContent);
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const letters = (text) => new TextEncoder().encode(text);
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const cipher = { name: "AES-GCM", length: 256 };
  const opened = (nonce, key, content) =>
    crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(nonce) }, key, bytes(content));

  const say = (words) => {
    said.textContent = words;
    button.disabled = false;
    input.select();
    input.focus();
  };

  // The private key of one way in; null where the passphrase is not its owner's.
  const privateKey = async (way, passphrase) => {
    const secret = await crypto.subtle.importKey("raw", letters(passphrase), "PBKDF2", false, ["deriveKey"]);
    const key = await crypto.subtle.deriveKey(
      { name: "PBKDF2", hash: "SHA-256", salt: bytes(way.salt), iterations: way.rounds },
      secret, cipher, false, ["decrypt"]);
    try {
      return await opened(way.nonce, key, way.private);
    } catch {
      return null;
    }
  };

  const contentKey = async (way, own) => {
    const mine = await crypto.subtle.importKey("pkcs8", own, curve, false, ["deriveBits"]);
    const theirs = await crypto.subtle.importKey("raw", bytes(way.ephemeral), curve, false, []);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine, 256);
    const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const salt = new Uint8Array([...bytes(way.ephemeral), ...bytes(way.public)]);
    const key = await crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt, info: letters("kith emergency pack 2") },
      secret, cipher, false, ["decrypt"]);
    const raw = await opened(way.keyNonce, key, way.key);
    return crypto.subtle.importKey("raw", raw, cipher, false, ["decrypt"]);
  };

  // The content; null where the passphrase is nobody's.
  const open = async (passphrase) => {
    for (const way of locked.ways) {
      const own = await privateKey(way, passphrase);
      if (own) return opened(locked.nonce, await contentKey(way, own), locked.content);
    }
    return null;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!window.crypto || !crypto.subtle) {
      say("This browser cannot open locked files. Open this file with Edge, Chrome or Firefox.");
      return;
    }
    if (input.value === "") {
      say("Enter the passphrase.");
      return;
    }
    button.disabled = true;
    said.textContent = "Opening. This takes some seconds.";
    let content;
    try {
      content = await open(input.value);
    } catch {
      say("The passphrase is right, but this file is damaged or was changed. Open another copy of it.");
      return;
    }
    if (!content) {
      say("This is not the passphrase, or the file is damaged. Check the passphrase and try again.");
      return;
    }
    const page = new DOMParser().parseFromString(new TextDecoder().decode(content), "text/html");
    const title = page.title;
    document.documentElement.replaceWith(document.adoptNode(page.documentElement));
    document.title = title;
    const heading = document.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
  });
})();
