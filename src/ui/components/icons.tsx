/** A triangle in a ring. Decoration: the words beside it say what it does. */
export function PlayIcon() {
  return (
    <svg viewBox="0 0 44 44" aria-hidden="true">
      <circle cx="22" cy="22" r="21" />
      <path d="M17.5 13.5 31 22l-13.5 8.5z" />
    </svg>
  );
}
