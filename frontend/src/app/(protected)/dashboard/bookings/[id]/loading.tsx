export { BookingPageSkeleton as default } from "@/features/bookings/BookingPageSkeleton";
