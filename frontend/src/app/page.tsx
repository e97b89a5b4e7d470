export default function Home() {
  return <h1 className="page py-12 text-hero">Hello</h1>;
}
