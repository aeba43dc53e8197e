// openai for JavaScript: pictures, an edit, a conversation.
import assert from "node:assert/strict";
import { createReadStream, writeFileSync } from "node:fs";
import OpenAI from "openai";

const [address, key, out] = process.argv.slice(2);
const client = new OpenAI({ apiKey: key, baseURL: `${address}/v1`, maxRetries: 0 });
const keep = (name, data) => writeFileSync(`${out}/${name}`, Buffer.from(data, "base64"));

const made = await client.images.generate({ model: "gpt-image-1", prompt: "a red bicycle", size: "1536x1024" });
keep("bicycle.png", made.data[0].b64_json);
const edited = await client.images.edit({
  model: "gpt-image-1",
  image: createReadStream(`${out}/bicycle.png`),
  prompt: "in the style of an oil painting",
});
keep("oil.png", edited.data[0].b64_json);

const chat = await client.chat.completions.create({
  model: "gemini-2.5-flash-image",
  messages: [{ role: "user", content: "a teapot" }],
  modalities: ["text", "image"],
});
const part = chat.choices[0].message.multi_mod_content.find((one) => one.inline_data);
keep("teapot.png", part.inline_data.data);
await assert.rejects(client.images.generate({ model: "gpt-image-1", prompt: "x", n: 99 }), OpenAI.BadRequestError);
console.log("done");
