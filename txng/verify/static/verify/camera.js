// Reads a code by the camera: the browser's own reader, else zxing, fetched only when it is needed.
(() => {
  "use strict";
  const box = document.getElementById("camera");
  if (!box || !navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return;
  const video = box.querySelector("video");
  const words = box.querySelector(".finder-words");
  const start = document.getElementById("start");
  const FORMATS = ["qr_code", "data_matrix", "ean_13", "ean_8", "upc_a", "code_128", "itf"];
  box.hidden = false;
  video.hidden = true;

  function fetched(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  async function reader() {
    if ("BarcodeDetector" in window) {
      const offered = await window.BarcodeDetector.getSupportedFormats();
      const formats = FORMATS.filter((format) => offered.includes(format));
      if (formats.includes("qr_code")) {
        const detector = new window.BarcodeDetector({ formats });
        return async (picture) => (await detector.detect(picture)).map((code) => code.rawValue)[0];
      }
    }
    await fetched(box.dataset.reader);
    window.ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => box.dataset.wasm } });
    return async (picture) => {
      const pixels = picture.getContext("2d").getImageData(0, 0, picture.width, picture.height);
      const found = await window.ZXingWASM.readBarcodes(pixels, { maxNumberOfSymbols: 1 });
      return found.length ? found[0].text : "";
    };
  }

  function picture() {
    const canvas = document.createElement("canvas");
    const scale = Math.min(1, 960 / Math.max(video.videoWidth, 1));
    canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
    canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
    canvas.getContext("2d", { willReadFrequently: true }).drawImage(video, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  async function look(read, stream) {
    const text = video.readyState >= 2 ? await read(picture()) : "";
    if (text) {
      stream.getTracks().forEach((track) => track.stop());
      location.assign(`${box.dataset.lookUp}?ma=${encodeURIComponent(text)}`);
    } else {
      setTimeout(() => look(read, stream).catch(refuse), 150);
    }
  }

  function refuse() {
    video.hidden = true;
    start.hidden = false;
    words.textContent = box.dataset.refused;
  }

  async function begin() {
    start.hidden = true;
    words.textContent = box.dataset.asking;
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.hidden = false;
    video.srcObject = stream;
    await video.play();
    words.textContent = box.dataset.looking;
    await look(await reader(), stream);
  }

  start.addEventListener("click", () => begin().catch(refuse));
})();
