/** The mark: the plan of a house around one court. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 22 22" aria-hidden="true">
      <path className="wall" d="M14 20h6V2H2v18h6" />
      <path className="pool" d="M7.5 7.5h7v7h-7z" />
      <path className="light" d="M11 7.5h3.5V11L11 14.5H7.5V11z" />
    </svg>
  );
}
