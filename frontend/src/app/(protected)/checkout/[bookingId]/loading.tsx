import { CheckoutSkeleton } from "@/features/checkout/CheckoutSkeleton";

export default CheckoutSkeleton;
