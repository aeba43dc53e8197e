import json
import base64

# 1. Read the response JSON file
with open('yourpath/response.json', 'r') as f:
    data = json.load(f)

# 2. Get the base64 encoded video string
b64_str = data['response']['videos'][0]['bytesBase64Encoded']

# 3. Decode and write to mp4 file
with open('output.mp4', 'wb') as f:
    f.write(base64.b64decode(b64_str))

print("Video saved as output.mp4")
