using System.Collections;
using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>The body: JSON or a form.</content>
internal sealed partial class ApiRequest
{
    /// <summary>A model, the fields of a form, or what creates any other body; null for no body.</summary>
    private object? _body;
    private ModelWriterMode _bodyMode = JsonBody.Sent;

    /// <summary>Creates the body, anew for each message; null when the request has none.</summary>
    public RequestBody? CreateContent() => _body switch
    {
        ApiObject model => JsonBody.Create(model, _bodyMode),
        IReadOnlyList<KeyValuePair<string, string>> fields => RequestBody.Form(fields),
        Func<RequestBody> create => create(),
        _ => null,
    };

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
        (_body, _bodyMode) = (body, sendsReadOnly ? ModelWriterMode.Body : JsonBody.Sent);
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

    /// <summary>Sends no body, but its type with a parameter: a hint of the vendor's for the response. Null and an empty list send nothing.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="values">The values, joined by commas.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">A value cannot stand in a header.</exception>
    public ApiRequest MediaTypeParameter(string name, IEnumerable? values, [CallerArgumentExpression(nameof(values))] string? argument = null) =>
        values is null ? this : Hint(name, values, argument);

    private ApiRequest Hint(string name, IEnumerable values, string? argument)
    {
        if (string.Join(",", values.Cast<object>().Select(Format)) is { Length: > 0 } text)
        {
            if (!text.All(static character => character is ',' or '-' or '_' || (character < 128 && char.IsLetterOrDigit(character))))
            {
                throw new ArgumentException("A value cannot stand in a header.", argument);
            }

            return Content(Hint(name, text));
        }

        return this;
    }

    // The captured parameters would cost every call a closure if this stood above.
    private static Func<RequestBody> Hint(string name, string text) => () => RequestBody.Empty(name, text);

    /// <summary>Sends any body.</summary>
    /// <param name="create">Creates it.</param>
    /// <returns>This request.</returns>
    public ApiRequest Content(Func<RequestBody> create)
    {
        _body = create;
        return this;
    }

    /// <summary>Sends free-form JSON.</summary>
    /// <returns>This request.</returns>
    public ApiRequest Json(JToken body) => Content(() => JsonBody.Create(body));
}
