// One place to write, rich or plain, and what this browser keeps of it until the server has it.
export class Box {
  constructor(element, submission) {
    this.element = element;
    this.key = element.dataset.box;
    this.url = element.dataset.url;
    this.store = `guildmark:draft:${submission}:${this.key}`;
    this.revisionInput = element.querySelector("[data-revision]");
    this.changed = () => {};
    this.clashing = false;
    this.ready = this.#build();
  }

  async #build() {
    const template = this.element.querySelector("template");
    if (template) {
      this.element.querySelector("[data-plain]").remove();
      this.element.insertBefore(template.content.cloneNode(true), template);
      this.value = this.element.querySelector("[data-value]");
      this.saved = this.value.value;
      this.editor = this.element.querySelector("trix-editor");
      await new Promise((resolve) => {
        if (this.editor.editor) resolve();
        else this.editor.addEventListener("trix-initialize", resolve, { once: true });
      });
      this.saved = this.value.value; // as Trix writes the same text
      this.editor.addEventListener("trix-change", () => this.#onInput());
      leavesInPeace(this.editor);
      pressed(this.element.querySelector("[role=toolbar]"));
    } else {
      this.value = this.element.querySelector("[data-value]");
      this.saved = this.value.value;
      this.value.addEventListener("input", () => this.#onInput());
    }
  }

  #onInput() {
    if (this.text === this.saved) return;
    this.keep();
    this.changed(this);
  }

  get text() {
    return this.value.value;
  }

  set text(text) {
    if (this.editor) this.editor.editor.loadHTML(text);
    else this.value.value = text;
  }

  get plain() {
    return this.editor ? this.editor.editor.getDocument().toString() : this.value.value;
  }

  get revision() {
    return Number(this.revisionInput.value);
  }

  get unsaved() {
    return this.text !== this.saved;
  }

  acknowledge(text, revision) {
    this.saved = text;
    this.revisionInput.value = revision;
    if (this.text === text) this.forget();
    else this.keep();
  }

  keep() {
    try {
      localStorage.setItem(this.store, JSON.stringify({ text: this.text, revision: this.revision }));
    } catch {
      // a full or forbidden store: the server still has it two seconds later
    }
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.store));
    } catch {
      return null;
    }
  }

  forget() {
    localStorage.removeItem(this.store);
  }
}

// Trix draws what was typed a frame later and takes the cursor back for it: whoever went on to another field stays there.
function leavesInPeace(editor) {
  let next = null;
  editor.addEventListener("focusout", (event) => {
    next ??= event.relatedTarget;
    requestAnimationFrame(() => (next = null)); // runs after Trix's own, which was asked for before
  });
  editor.addEventListener("focusin", (event) => {
    if (next && event.relatedTarget === next) next.focus();
  });
}

// Trix marks a pressed button by class only; arrow keys move along the bar.
function pressed(bar) {
  const buttons = [...bar.querySelectorAll("button")];
  const show = () => {
    for (const one of buttons) {
      if (one.dataset.trixAttribute) one.setAttribute("aria-pressed", String(one.classList.contains("trix-active")));
    }
  };
  new MutationObserver(show).observe(bar, { subtree: true, attributeFilter: ["class"] });
  show();
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const open = buttons.filter((one) => !one.disabled);
    open[(open.indexOf(document.activeElement) + step + open.length) % open.length]?.focus();
    event.preventDefault();
  });
}
