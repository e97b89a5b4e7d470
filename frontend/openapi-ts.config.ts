import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "../backend/openapi.yaml",
  output: { path: "src/api", clean: true },
  plugins: [
    { name: "@hey-api/client-axios", runtimeConfigPath: "@/lib/api-config" },
    // Their values as well: the editor lists the languages.
    { name: "@hey-api/typescript", enums: "javascript" },
    "@hey-api/sdk",
  ],
});
