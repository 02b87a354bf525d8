// Opens the camera beside a code box: the browser's own reader, else zxing, loaded when first needed.
(() => {
  "use strict";
  const self = document.currentScript;
  const said = self.dataset;
  const FORMATS = ["qr_code", "data_matrix", "code_128", "ean_13", "itf"];
  let zxing = null;

  const loadZxing = () => {
    zxing ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = said.zxing;
      script.onload = () => {
        const reader = window.ZXingWASM;
        reader.prepareZXingModule({ overrides: { locateFile: () => said.wasm } });
        done(reader);
      };
      script.onerror = failed;
      document.head.append(script);
    });
    return zxing;
  };

  const reader = async () => {
    if ("BarcodeDetector" in window) {
      const known = await window.BarcodeDetector.getSupportedFormats();
      const wanted = FORMATS.filter((name) => known.includes(name));
      if (wanted.length) {
        const detector = new window.BarcodeDetector({ formats: wanted });
        return async (video) => (await detector.detect(video))[0]?.rawValue;
      }
    }
    const library = await loadZxing();
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      pen.drawImage(video, 0, 0);
      const seen = await library.readBarcodes(pen.getImageData(0, 0, canvas.width, canvas.height));
      return seen.find((one) => one.text)?.text;
    };
  };

  const scan = async (box, button, note) => {
    const video = document.createElement("video");
    video.className = "scan-view";
    video.muted = true;
    video.setAttribute("playsinline", "");
    let stream = null;
    const stop = () => {
      stream?.getTracks().forEach((track) => track.stop());
      stream = null;
      video.remove();
      button.textContent = said.open;
      button.onclick = open;
    };
    const open = () => scan(box, button, note);
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const read = await reader();
      note.textContent = said.wait;
      button.textContent = said.stop;
      button.onclick = stop;
      note.after(video);
      video.srcObject = stream;
      await video.play();
      while (stream) {
        const text = await read(video);
        if (text) {
          box.value = text;
          stop();
          note.textContent = "";
          const add = box.form.querySelector("button[value=add]");
          if (add) box.form.requestSubmit(add);
          else box.focus();
          return;
        }
        await new Promise((next) => setTimeout(next, 150));
      }
    } catch {
      stop();
      note.textContent = said.refused;
    }
  };

  for (const box of document.querySelectorAll("input[data-scan]")) {
    if (!navigator.mediaDevices?.getUserMedia) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary";
    button.textContent = said.open;
    const note = document.createElement("p");
    note.className = "help";
    note.setAttribute("role", "status");
    (box.closest(".scan-box") ?? box.parentElement).append(button);
    button.parentElement.after(note);
    button.onclick = () => scan(box, button, note);
  }
})();
