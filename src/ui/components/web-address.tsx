/** A whole address as people read it: in its own direction, broken after a slash where the line is too short for it. */
export function WebAddress({ href }: { href: string }) {
  return (
    <bdi dir="ltr">
      {href.split(/(?<=[^/]\/)(?=[^/])/).map((piece, index) => (
        <>
          {index > 0 ? <wbr /> : null}
          {piece}
        </>
      ))}
    </bdi>
  );
}
