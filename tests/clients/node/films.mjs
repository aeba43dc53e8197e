// Films by every JavaScript client: @google/genai in both modes, openai, and the AI SDK's file door.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { GoogleGenAI as First } from "genai-first";
import { GoogleGenAI as Current } from "genai-current";
import OpenAI from "openai";

const [address, key, out] = process.argv.slice(2);
const options = { apiKey: key, httpOptions: { baseUrl: `${address}/gemini` } };
const isFilm = (data) => assert.equal(Buffer.from(data).subarray(4, 8).toString(), "ftyp");

async function ended(client, operation) {
  while (!operation.done) {
    await pause(500);
    operation = await client.operations.getVideosOperation({ operation });
  }
  assert.equal(operation.error, undefined);
  return operation.response.generatedVideos;
}

for (const Google of [First, Current]) {
  const client = new Google(options);
  const asked = { model: "veo-2.0-generate-001", prompt: "a leaf in the wind", config: { numberOfVideos: 1, durationSeconds: 5 } };
  const [made] = await ended(client, await client.models.generateVideos(asked));
  const path = `${out}/first.mp4`;
  await client.files.download({ file: made.video, downloadPath: path });
  for (let tries = 0; tries < 50 && !readSafely(path); tries++) await pause(100); // it resolves before the file is whole
  isFilm(readFileSync(path));
  // As @ai-sdk/google fetches: the address itself, the key in the query.
  const answer = await fetch(`${made.video.uri}&key=${key}`);
  assert.equal(answer.status, 200);
  isFilm(await answer.arrayBuffer());
}

const vertex = new Current({ vertexai: true, ...options });
const asked = { model: "veo-3.1-generate-001", prompt: "a leaf in the wind", config: { numberOfVideos: 1, durationSeconds: 4 } };
const [inline] = await ended(vertex, await vertex.models.generateVideos(asked));
isFilm(Buffer.from(inline.video.videoBytes, "base64"));

const openai = new OpenAI({ apiKey: key, baseURL: `${address}/v1`, maxRetries: 0 });
let film = await openai.videos.create({ model: "sora-2", prompt: "a leaf in the wind", seconds: "4", size: "1280x720" });
while (["queued", "in_progress"].includes(film.status)) {
  await pause(500);
  film = await openai.videos.retrieve(film.id);
}
assert.equal(film.status, "completed");
const content = await (await openai.videos.downloadContent(film.id)).arrayBuffer();
isFilm(content);
writeFileSync(`${out}/film.mp4`, Buffer.from(content));
assert.equal((await openai.videos.delete(film.id)).deleted, true);
console.log("done");

function readSafely(path) {
  try {
    return readFileSync(path).length > 1000;
  } catch {
    return false;
  }
}
