using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>One operation as a vendor's document lists it.</summary>
internal sealed record DocumentedOperation(string Doc, string Name, string Method, string Path, DocumentedParameter[] Parameters, bool Body, string[] Statuses)
{
    public IEnumerable<DocumentedParameter> In(string place) => Parameters.Where(parameter => parameter.In == place);

    public static IReadOnlyList<DocumentedOperation> Of(string vendor) =>
        JsonConvert.DeserializeObject<DocumentedOperations>(File.ReadAllText(Repository.Path("specs", vendor, "documented-operations.json")))!.Operations;

    /// <summary>The operations of a specification, each with its entry in every document.</summary>
    public static IEnumerable<(Operation Operation, DocumentedOperation Documented)> Pairs(Specification specification) =>
        from operation in specification.Operations
        from source in Sources(operation)
        from documented in Of(specification.Vendor)
        where (documented.Doc, documented.Name) == source
        select (operation, documented);

    /// <summary>The documents that list an operation, and its names there.</summary>
    public static IEnumerable<(string Doc, string Name)> Sources(Operation operation) =>
        (operation.Node["x-documented-as"] ?? new JArray()).Select(source => ((string)source["doc"]!, (string)source["name"]!));

    public override string ToString() => $"{Doc} {Name}";

    private sealed record DocumentedOperations(DocumentedOperation[] Operations);
}

/// <summary>One parameter as a vendor's document lists it.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="In">Its place: path or query.</param>
/// <param name="Required">Whether it is required.</param>
/// <param name="Type">The JSON type, date-time, or "array of" one of them.</param>
/// <param name="Default">The documented default of the server; null when there is none.</param>
/// <param name="Values">The values that the document admits; null for any.</param>
internal sealed record DocumentedParameter(string Name, string In, bool Required, string Type, string? Default, string[]? Values);
