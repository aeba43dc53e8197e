# Use the operation ID from the name field returned in Step 1
curl "https://gateway.example/gemini/v1beta/models/veo-3.0-generate-preview/operations/ff5***?key=sk-***"
