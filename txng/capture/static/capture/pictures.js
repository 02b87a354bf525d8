// Makes a photo small before it is kept and sent; what the camera wrote into it stays behind.
const MOST_SIDE = 1280;
const SMALL_ENOUGH = 400 * 1024;

// Returns a JPEG of at most 1280 pixels a side; a photo that this browser cannot read, as it came.
export async function shrink(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, MOST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await pressed(canvas, 0.82);
  } catch {
    return file;
  }
}

async function pressed(canvas, quality) {
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  return blob.size > SMALL_ENOUGH && quality > 0.5 ? pressed(canvas, quality - 0.15) : blob;
}
