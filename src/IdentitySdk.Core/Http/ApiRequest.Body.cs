using System.Collections;
using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>The body: JSON or a form.</content>
internal sealed partial class ApiRequest
{
    /// <summary>A model, the fields of a form, a parameter of the media type, or a function that creates the body; null for no body.</summary>
    private object? _body;
    private ModelWriterMode _bodyMode = JsonBody.Sent;

    /// <summary>Creates a new body for a message; null when the request has none.</summary>
    public RequestBody? CreateContent() => _body switch
    {
        ApiObject model => JsonBody.Create(model, _bodyMode),
        IReadOnlyList<KeyValuePair<string, string>> fields => RequestBody.Form(fields),
        KeyValuePair<string, string> parameter => RequestBody.Empty(parameter.Key, parameter.Value),
        Func<RequestBody> create => create(),
        _ => null,
    };

    /// <summary>Sets a model as the JSON body.</summary>
    /// <param name="body">The model.</param>
    /// <param name="rules">Which of the specification's rules apply to it.</param>
    /// <param name="sendsReadOnly">Whether read-only members are sent too, as the vendor's own client does.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
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

    /// <summary>Sets a model as the form to send.</summary>
    /// <param name="body">The model; its properties are single values or lists of single values.</param>
    /// <param name="rules">Which of the specification's rules apply to it.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <exception cref="ArgumentException">The model is null, breaks a rule that the vendor documents, or has a value that a form cannot hold.</exception>
    internal ApiRequest Form(ApiObject body, BodyRules rules = BodyRules.Whole, [CallerArgumentExpression(nameof(body))] string? argument = null)
    {
        (body ?? throw new ArgumentNullException(argument)).Validate(argument, rules);
        _body = FormBody.Fields(body, argument);
        return this;
    }

    /// <summary>Sends no body but a media type with a parameter, which tells the vendor what to leave out of the response.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="values">The values, joined by commas; null or empty for no media type.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <exception cref="ArgumentException">A value has a character that the media type cannot contain.</exception>
    public ApiRequest MediaTypeParameter(string name, IEnumerable? values, [CallerArgumentExpression(nameof(values))] string? argument = null)
    {
        if (values is not null)
        {
            _body = CreateMediaTypeParameter(name, values, argument) ?? _body;
        }

        return this;
    }

    /// <summary>Sets a function that creates the body.</summary>
    public ApiRequest Content(Func<RequestBody> create)
    {
        _body = create;
        return this;
    }

    /// <summary>Sets free-form JSON as the body.</summary>
    public ApiRequest Json(JToken body) => Content(() => JsonBody.Create(body));

    // Apart, so that a program does not load System.Linq for calls without this parameter.
    private static object? CreateMediaTypeParameter(string name, IEnumerable values, string? argument)
    {
        var text = string.Join(",", values.Cast<object>().Select(Format));
        if (!text.All(static character => character is ',' or '-' or '_' || (character < 128 && char.IsLetterOrDigit(character))))
        {
            throw new ArgumentException("A value has a character that a header cannot contain.", argument);
        }

        return text.Length > 0 ? new KeyValuePair<string, string>(name, text) : null;
    }
}
