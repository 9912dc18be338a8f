using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
#if NET8_0_OR_GREATER
using System.Text.Json;
#endif

namespace IdentitySdk.Core;

/// <summary>Writes <paramref name="value"/> to <paramref name="output"/>.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="output">The output, where a value may stand.</param>
/// <param name="value">The value.</param>
public delegate void JsonWrite<in T>(JsonOutput output, T value);

/// <summary>The one output of all generated writers, over the same two engines as <see cref="JsonInput"/>.</summary>
public readonly partial struct JsonOutput
{
    /// <summary>Writes a string; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(string? value)
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            Text(value);
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(int? value) => Write((long?)value);

    /// <summary>Writes a boolean; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(bool? value)
    {
        if (value is { } boolean)
        {
            Boolean(boolean);
        }
        else
        {
            Null();
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(long? value)
    {
        if (value is { } number)
        {
            Number(number);
        }
        else
        {
            Null();
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(double? value)
    {
        if (value is { } number)
        {
            Number(number);
        }
        else
        {
            Null();
        }
    }

    /// <summary>Writes a number; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(decimal? value)
    {
        if (value is { } number)
        {
            Number(number);
        }
        else
        {
            Null();
        }
    }

    /// <summary>Writes an instant as RFC 3339 in UTC; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(DateTimeOffset? value) => Write(value is { } instant ? JsonDate.Format(instant) : null);

    /// <summary>Writes a calendar date as <c>yyyy-MM-dd</c>; null as JSON null.</summary>
    /// <param name="value">The value; its time of day is left out.</param>
    public void WriteDate(DateTimeOffset? value) => Write(value is { } date ? JsonDate.FormatDate(date) : null);

    /// <summary>Writes a GUID; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(Guid? value) => Write(value?.ToString("D"));

    /// <summary>Writes a URI as it was given; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(Uri? value) => Write(value?.OriginalString);

    /// <summary>Writes a model; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(ApiObject? value)
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            value.WriteMembers(this);
        }
    }

    /// <summary>Writes a value that knows its own JSON.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value; null as JSON null.</param>
    public void Write<T>(T? value)
        where T : struct, IJsonValue
    {
        if (value is { } known)
        {
            known.Write(this);
        }
        else
        {
            Null();
        }
    }

    /// <summary>Writes a value that knows its own JSON.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    public void Write<T>(T value)
        where T : struct, IJsonValue => value.Write(this);

    /// <summary>Writes an array; null as JSON null.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="writeItem">Writes one item.</param>
    public void WriteList<T>(IEnumerable<T>? items, JsonWrite<T> writeItem)
    {
        if (items is null)
        {
            Null();
            return;
        }

        BeginArray();
        foreach (var item in items)
        {
            writeItem(this, item);
        }

        EndArray();
    }

    /// <summary>Writes an object whose members are all of one type; null as JSON null.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="members">The members.</param>
    /// <param name="writeValue">Writes one value.</param>
    public void WriteMap<T>(IEnumerable<KeyValuePair<string, T>>? members, JsonWrite<T> writeValue)
    {
        if (members is null)
        {
            Null();
            return;
        }

        BeginObject();
        foreach (var member in members)
        {
            Name(member.Key);
            writeValue(this, member.Value);
        }

        EndObject();
    }

    /// <summary>Writes one item, or an array of them, as it was read or made.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The items; null as JSON null.</param>
    /// <param name="writeItem">Writes one item.</param>
    public void WriteOneOrMany<T>(OneOrMany<T>? items, JsonWrite<T> writeItem)
        where T : class
    {
        if (items is { IsArray: false })
        {
            writeItem(this, items[0]);
        }
        else
        {
            WriteList(items, writeItem);
        }
    }

    /// <summary>A model, a list, a map or a single value as free-form JSON.</summary>
    internal static JToken ToToken(object? value)
    {
        using var writer = new JTokenWriter();
        var output = new JsonOutput(writer);
        output.WriteAny(value);
        return writer.Token!;
    }

    /// <summary>One member of a model as free-form JSON.</summary>
    internal static JToken ToToken(ApiObject owner, int index)
    {
        using var writer = new JTokenWriter();
        owner.WriteMember(new JsonOutput(writer), index);
        return writer.Token!;
    }

    private void WriteAny(object? value)
    {
        switch (value)
        {
            case ApiObject model: Write(model); break;
            case JToken tree: Write(tree); break;
            case string text: Write(text); break;
            case IJsonValue known: known.Write(this); break;
            case bool boolean: Write(boolean); break;
            case int or long: Write(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case decimal number: Write(number); break;
            case double number: Write(number); break;
            case DateTimeOffset instant: Write(instant); break;
            case Guid guid: Write(guid); break;
            case Uri uri: Write(uri); break;
            case null: Null(); break;
            case System.Collections.IDictionary map:
                BeginObject();
                foreach (System.Collections.DictionaryEntry member in map)
                {
                    Name((string)member.Key);
                    WriteAny(member.Value);
                }

                EndObject();
                break;
            case IOneOrMany { IsArray: false } and System.Collections.IEnumerable one:
                WriteAny(one.Cast<object?>().Single());
                break;
            case System.Collections.IEnumerable list:
                BeginArray();
                foreach (var item in list)
                {
                    WriteAny(item);
                }

                EndArray();
                break;
            default: throw new NotSupportedException($"{value.GetType()} has no JSON form here.");
        }
    }
}
