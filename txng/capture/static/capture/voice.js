// Records a voice note of at most two minutes with the phone's own recorder.
const MOST = 120_000;

export const canRecord = () => Boolean(globalThis.MediaRecorder && navigator.mediaDevices);

// Begins to record; returns { stop, done }: `done` gives the sound and its length in seconds.
export async function listen() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 24_000 });
  const pieces = [];
  const begun = Date.now();
  const done = new Promise((give) => {
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      const seconds = Math.round((Date.now() - begun) / 1000);
      give({ blob: new Blob(pieces, { type: recorder.mimeType }), seconds });
    };
  });
  const end = setTimeout(() => recorder.state === "recording" && recorder.stop(), MOST);
  recorder.start();
  const stop = () => {
    clearTimeout(end);
    if (recorder.state === "recording") recorder.stop();
  };
  return { stop, done };
}
