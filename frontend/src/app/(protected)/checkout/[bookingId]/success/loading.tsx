import { SuccessSkeleton } from "@/features/checkout/SuccessSkeleton";

export default SuccessSkeleton;
