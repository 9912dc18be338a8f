#!/usr/bin/env bash
# Scaffolds a vendor: build/new-vendor.sh <Name>, such as Contoso. Specification, client, registration, emulator, command line and tests, from build/new-vendor/, and a line
# in every list of vendors. The result builds and lists users from its emulator; tests fail where something is left to write.
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "new-vendor: $1" >&2; exit 2; }

[ $# -eq 1 ] || fail "usage: build/new-vendor.sh <Name>, such as Contoso"
name=$1
[[ $name =~ ^[A-Z][A-Za-z0-9]{1,30}$ ]] || fail "'$name' is no name; one looks like Contoso: a capital letter, then letters and digits"
lower=$(tr '[:upper:]' '[:lower:]' <<<"$name")
for existing in specs/*/ src/IdentitySdk.*/ tests/IdentitySdk.*/; do
  existing=$(basename "$existing" | sed -E 's/^IdentitySdk\.//')
  [ "$(tr '[:upper:]' '[:lower:]' <<<"$existing")" != "$lower" ] || fail "$existing is there already"
done
for tool in git dotnet perl sed; do
  command -v "$tool" >/dev/null || fail "$tool is missing: install it"
done
[ -z "$(git status --porcelain)" ] || fail "the tree is dirty, commit first"

fill() { sed "s/SAMPLE/$(tr "[:lower:]" "[:upper:]" <<<"$name")/g; s/Sample/$name/g; s/sample/$lower/g"; }

# Puts a text before or behind another one, everywhere in a file; fails when it is not there.
edit() {
  local file=$1 what=$2 replacement=$3
  grep -qF -- "$what" "$file" || { echo "new-vendor: $file has no '$what' any more; repair build/new-vendor.sh" >&2; exit 1; }
  WHAT=$what REPLACEMENT=$replacement perl -0pi -e 's/\Q$ENV{WHAT}\E/$ENV{REPLACEMENT}/g' "$file"
}

(cd build/new-vendor && find . -type f) | sort | while read -r file; do
  target=$(fill <<<"${file#./}")
  mkdir -p "$(dirname "$target")"
  fill <"build/new-vendor/$file" >"$target"
done

# The registration has the form of every other vendor's.
sed -E "/typeof\\(I/{/IUsersClient/!d}; s/client\.Users\),$/client.Users));/; s/Agilicus/$name/g" src/IdentitySdk/AgilicusServiceCollectionExtensions.cs >"src/IdentitySdk/${name}ServiceCollectionExtensions.cs"

edit build/Generate.proj '    <VendorProject Include="$(MSBuildThisFileDirectory)../src/IdentitySdk.OneLogin/' "    <VendorProject Include=\"\$(MSBuildThisFileDirectory)../src/IdentitySdk.$name/IdentitySdk.$name.csproj\" />
    <VendorProject Include=\"\$(MSBuildThisFileDirectory)../src/IdentitySdk.OneLogin/"
edit build/pack.targets ';IdentitySdk.Agilicus;' ";IdentitySdk.Agilicus;IdentitySdk.$name;"
edit src/IdentitySdk.Core/IdentitySdk.Core.csproj 'IdentitySdk.Agilicus;' "IdentitySdk.Agilicus;IdentitySdk.$name;"
edit src/IdentitySdk.Core/IdentitySdk.Core.csproj 'IdentitySdk.Agilicus.Tests;' "IdentitySdk.Agilicus.Tests;IdentitySdk.$name.Tests;"
edit src/IdentitySdk/IdentitySdk.csproj '    <ProjectReference Include="../IdentitySdk.Agilicus/' "    <ProjectReference Include=\"../IdentitySdk.$name/IdentitySdk.$name.csproj\" />
    <ProjectReference Include=\"../IdentitySdk.Agilicus/"
edit src/IdentitySdk.Testing/IdentitySdk.Testing.csproj '    <EmbeddedResource Include="$(RepoRoot)generated/OneLogin/' "    <EmbeddedResource Include=\"\$(RepoRoot)generated/$name/Forms.json\" LogicalName=\"$name.Forms.json\" />
    <EmbeddedResource Include=\"\$(RepoRoot)generated/OneLogin/"

edit tests/IdentitySdk.Specs.Tests/Calls/Specification.cs 'new("agilicus")' "new(\"agilicus\"), new(\"$lower\")"
edit tests/IdentitySdk.Specs.Tests/Calls/Sdk.cs 'using IdentitySdk.Agilicus;' "using IdentitySdk.Agilicus;
using IdentitySdk.$name;"
edit tests/IdentitySdk.Specs.Tests/Calls/Sdk.cs '            _ => throw new ArgumentException(' "            \"$lower\" => new ${name}Client(Plain(new ${name}ClientOptions { Credential = ${name}Credential.AccessToken(\"token\") }, address, transport, retries, configure)),
            _ => throw new ArgumentException("
edit tests/IdentitySdk.Specs.Tests/Calls/Sdk.cs ', _ => typeof(' ", \"$lower\" => typeof(${name}Client), _ => typeof("
edit src/IdentitySdk.Cli/IdentitySdk.Cli.csproj '    <EmbeddedResource Include="$(RepoRoot)generated/Okta/Forms.json"' "    <EmbeddedResource Include=\"\$(RepoRoot)generated/$name/Forms.json\" LogicalName=\"$name.Forms.json\" />
    <EmbeddedResource Include=\"\$(RepoRoot)generated/$name/Help.json\" LogicalName=\"$name.Help.json\" />
    <EmbeddedResource Include=\"\$(RepoRoot)generated/Okta/Forms.json\""
edit src/IdentitySdk.Cli/Application.cs 'using IdentitySdk.Cli.Okta;' "using IdentitySdk.Cli.$name;
using IdentitySdk.Cli.Okta;"
edit src/IdentitySdk.Cli/Application.cs 'new AgilicusVendor()' "new AgilicusVendor(), new ${name}Vendor()"

edit tests/IdentitySdk.Specs.Tests/Rules/OperationTests.cs ', _ => 45' ", \"$lower\" => 2, _ => 45"
edit tests/IdentitySdk.Specs.Tests/Rules/PagingTests.cs '        _ => ["EmailKeyset"' "        \"$lower\" => [\"Cursor\"],
        _ => [\"EmailKeyset\""
grep -q '"Cursor" =>' tests/IdentitySdk.Specs.Tests/Wire/RawCallTests.cs || {
  edit tests/IdentitySdk.Specs.Tests/Wire/RawCallTests.cs '            var style =>' '            "Cursor" => RawPaging.Cursor(Name("items"), "next_cursor", Name("cursor")),
            var style =>'
  edit tests/IdentitySdk.Specs.Tests/Wire/RawCallTests.cs '            "EmailKeyset" => Response(' '            "Cursor" => Response(HttpStatusCode.OK, new JObject { [items] = page, ["next_cursor"] = isLast ? "" : "c" }.ToString()),
            "EmailKeyset" => Response('
}
edit tests/IdentitySdk.Specs.Tests/IdentitySdk.Specs.Tests.csproj '    <ProjectReference Include="../../src/IdentitySdk.Okta/' "    <ProjectReference Include=\"../../src/IdentitySdk.$name/IdentitySdk.$name.csproj\" />
    <ProjectReference Include=\"../../src/IdentitySdk.Okta/"
edit tests/IdentitySdk.Tests/Configuration/ConfiguredClientTests.cs '        services.AddAgilicusClient(section).Services.AddAgilicusClient("acme", section);' "        services.AddAgilicusClient(section).Services.AddAgilicusClient(\"acme\", section);
        services.Add${name}Client(section).Services.Add${name}Client(\"acme\", section);"
edit tests/IdentitySdk.Tests/Architecture/Vendors.cs '"Agilicus"' "\"Agilicus\", \"$name\""
edit tests/IdentitySdk.Tests/Architecture/ProjectRules.cs '"Agilicus"' "\"Agilicus\", \"$name\""
edit tests/IdentitySdk.Tests/Architecture/ProjectRules.cs '"IdentitySdk.Agilicus"]' "\"IdentitySdk.Agilicus\", \"IdentitySdk.$name\"]"
edit tests/IdentitySdk.Tests/Architecture/ProjectRules.cs '        new("IdentitySdk.Agilicus")' "        new(\"IdentitySdk.$name\") { References = [\"IdentitySdk.Core\"] },
        new(\"IdentitySdk.Agilicus\")"
edit tests/IdentitySdk.Tests/Conventions/Types.cs 'using IdentitySdk.Agilicus;' "using IdentitySdk.Agilicus;
using IdentitySdk.$name;"
edit tests/IdentitySdk.Tests/Conventions/Types.cs 'typeof(AgilicusClient).Assembly' "typeof(AgilicusClient).Assembly, typeof(${name}Client).Assembly"
edit tests/IdentitySdk.Tests/Conventions/Types.cs 'typeof(AgilicusClient)]' "typeof(AgilicusClient), typeof(${name}Client)]"
edit tests/IdentitySdk.Packaging.Tests/Packages.cs '"IdentitySdk.Agilicus", ' "\"IdentitySdk.Agilicus\", \"IdentitySdk.$name\", "

dotnet sln IdentitySdk.sln add --solution-folder src "src/IdentitySdk.$name/IdentitySdk.$name.csproj" >/dev/null
dotnet sln IdentitySdk.sln add --solution-folder tests "tests/IdentitySdk.$name.Tests/IdentitySdk.$name.Tests.csproj" >/dev/null

cat <<NEXT
$name is there. Go on with
  dotnet test tests/IdentitySdk.$name.Tests                      # lists users from the emulator; LeftToWriteTests lists what is left to write
  UPDATE_SNAPSHOTS=1 dotnet test tests/IdentitySdk.Specs.Tests   # surface, requests, tables; read the difference
and with "Add a vendor" in CONTRIBUTING.md.
NEXT
