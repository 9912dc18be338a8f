using Newtonsoft.Json;

namespace IdentitySdk.Tests;

/// <summary>One operation as a vendor's document lists it.</summary>
internal sealed record DocumentedOperation(string Doc, string Name, string Method, string Path, DocumentedParameter[] Parameters, bool Body, string[] Statuses)
{
    public IEnumerable<DocumentedParameter> In(string place) => Parameters.Where(parameter => parameter.In == place);

    public static IReadOnlyList<DocumentedOperation> Of(string vendor) =>
        JsonConvert.DeserializeObject<DocumentedOperations>(File.ReadAllText(Repository.Path("specs", vendor, "documented-operations.json")))!.Operations;

    public override string ToString() => $"{Doc} {Name}";

    private sealed record DocumentedOperations(DocumentedOperation[] Operations);
}

/// <summary>One parameter as a vendor's document lists it.</summary>
internal sealed record DocumentedParameter(string Name, string In, bool Required);
