using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>The body: JSON or a form.</content>
internal sealed partial class ApiRequest
{
    /// <summary>A model, free-form JSON, or the fields of a form; null for no body.</summary>
    private object? _body;

    /// <summary>Creates the body, anew for each message; null when the request has none.</summary>
    public RequestBody? CreateContent() => _body switch
    {
        ApiObject model => JsonBody.Create(model),
        JToken json => JsonBody.Create(json),
        IReadOnlyList<KeyValuePair<string, string>> fields => RequestBody.Form(fields),
        _ => null,
    };

    /// <summary>Sends a model as the JSON body.</summary>
    /// <param name="body">The model.</param>
    /// <param name="rules">Which of the specification's rules apply to it.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">The model is null, or breaks a rule that the vendor documents.</exception>
    internal ApiRequest Body(ApiObject body, BodyRules rules = BodyRules.Whole, [CallerArgumentExpression(nameof(body))] string? argument = null)
    {
        (body ?? throw new ArgumentNullException(argument)).Validate(argument, rules);
        _body = body;
        return this;
    }

    /// <summary>Sends a model as a form.</summary>
    /// <param name="body">The model; its properties are single values or lists of single values.</param>
    /// <param name="rules">Which of the specification's rules apply to it.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">The model is null, breaks a rule that the vendor documents, or has a value that a form cannot hold.</exception>
    internal ApiRequest Form(ApiObject body, BodyRules rules = BodyRules.Whole, [CallerArgumentExpression(nameof(body))] string? argument = null)
    {
        (body ?? throw new ArgumentNullException(argument)).Validate(argument, rules);
        _body = FormBody.Fields(body, argument);
        return this;
    }

    /// <summary>Sends free-form JSON.</summary>
    /// <returns>This request.</returns>
    public ApiRequest Json(JToken body)
    {
        _body = body;
        return this;
    }
}
