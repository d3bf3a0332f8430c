/** A form's fields, the last of a name; a form in the usual encoding is read without the weight of a multipart parser. */
export async function readForm(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(await request.text()));
  return Object.fromEntries(await request.formData());
}
