"""Writes the generated files of `congbo_client`, or compares them with those that are committed."""

import sys

from suite.client_code.files import FOLDER, generated_files


def main(action: str) -> int:
    stale = []
    for name, text in generated_files().items():
        file = FOLDER / name
        if action == "write":
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            stale.append(f"libs/congbo_client/{name} is stale; run `make client`")
    print("\n".join(stale), file=sys.stderr, end="\n" if stale else "")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
