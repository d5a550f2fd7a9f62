// Opens what the page holds locked: PBKDF2 makes the key from the passphrase, AES-GCM opens and shows any change.
"use strict";
(() => {
  const form = document.querySelector("form");
  const input = document.getElementById("passphrase");
  const said = document.getElementById("said");
  const button = form.querySelector("button");
  const locked = JSON.parse(document.getElementById("locked").textContent);
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  const say = (words) => {
    said.textContent = words;
    button.disabled = false;
    input.select();
    input.focus();
  };

  const open = async (passphrase) => {
    const secret = await crypto.subtle.importKey(
      "raw", new TextEncoder().encode(passphrase), "PBKDF2", false, ["deriveKey"]);
    const key = await crypto.subtle.deriveKey(
      { name: "PBKDF2", hash: "SHA-256", salt: bytes(locked.salt), iterations: locked.rounds },
      secret, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    return crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(locked.nonce) }, key, bytes(locked.content));
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
