import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import jsxA11y from "eslint-plugin-jsx-a11y";

const config = [
  { ignores: [".next/**", "src/api/**", "next-env.d.ts", "test-results/**", "coverage/**"] },
  ...nextVitals,
  ...nextTypescript,
  {
    // The plugin itself comes with Next's rules.
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_", argsIgnorePattern: "^_" },
      ],
      // Addresses that people typed are never fetched by our server, so its optimizer is no use.
      "@next/next/no-img-element": "off",
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "next/font/google", message: "A build fetches nothing." }] },
      ],
    },
  },
  {
    files: ["e2e/**", "scripts/**"],
    rules: { "no-console": "off", "max-lines": "off", "react-hooks/rules-of-hooks": "off" },
  },
];

export default config;
