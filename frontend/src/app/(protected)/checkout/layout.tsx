import type { ReactNode } from "react";

import { CardFormProvider } from "@/features/checkout/CardFormProvider";

export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return <CardFormProvider>{children}</CardFormProvider>;
}
