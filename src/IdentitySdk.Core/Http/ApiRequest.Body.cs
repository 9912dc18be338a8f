using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>The body: JSON or a form.</content>
internal sealed partial class ApiRequest
{
    /// <summary>Creates the body, anew for each message; null when the request has none.</summary>
    public Func<RequestBody>? CreateContent { get; private set; }

    /// <summary>Sends a model as the JSON body.</summary>
    /// <param name="body">The model.</param>
    /// <param name="rules">Which of the specification's rules apply to it.</param>
    /// <param name="sendsReadOnly">Whether read-only members are sent too: the vendor's own client sends back what it has read.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">The model is null, or breaks a rule that the vendor documents.</exception>
    internal ApiRequest Body(
        ApiObject body,
        BodyRules rules = BodyRules.Whole,
        bool sendsReadOnly = false,
        [CallerArgumentExpression(nameof(body))] string? argument = null)
    {
        (body ?? throw new ArgumentNullException(argument)).Validate(argument, rules);
        Newer ??= body.FindNewer(argument);
        CreateContent = () => sendsReadOnly ? JsonBody.Create(writer => writer.Write(body), ModelWriterMode.Body) : JsonBody.Create(writer => writer.Write(body));
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
        var fields = FormBody.Fields(body, argument);
        CreateContent = () => RequestBody.Form(fields);
        return this;
    }

    /// <summary>Sends free-form JSON.</summary>
    /// <returns>This request.</returns>
    public ApiRequest Json(JToken body)
    {
        CreateContent = () => JsonBody.Create(writer => writer.Write(body));
        return this;
    }
}
