/** What frameworks fill parameters with: `db = Depends(get_db)`, `Annotated[Answer, Resolve(ask)]`. */
import { lastSegment } from "./json.ts";

/** Whether a call marks a parameter that the caller of a tool does not give. What it is called with is no decorated thing. */
export function marksDependency(path: string): boolean {
  return /^(?:Depends|Current[A-Z]\w*|Inject|Provide|Resolve|TokenClaim|Security)$/.test(lastSegment(path));
}
