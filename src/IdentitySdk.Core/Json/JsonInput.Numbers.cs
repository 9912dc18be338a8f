using System.Globalization;
using System.Numerics;

namespace IdentitySdk.Core;

/// <content>Numbers, of which neither engine may lose a digit unnoticed.</content>
public ref partial struct JsonInput
{
    private readonly bool TryInt64(out long number) => _text is null ? _utf8.TryGetInt64(out number) : TryInt64OfText(out number);

    private bool TryDouble(out double number)
    {
        if (_text is null)
        {
            _isOtherForm |= !_utf8.TryGetInt64(out var integer) || integer is <= -(1L << 53) or >= 1L << 53;
            return _utf8.TryGetDouble(out number) && !double.IsInfinity(number);
        }

        var value = _text.Value;
        _isOtherForm |= value is not (long and > -(1L << 53) and < 1L << 53);
        number = value is BigInteger big ? (double)big
            : value is not string raw ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : double.PositiveInfinity;
        return !double.IsInfinity(number);
    }

    private bool TryDecimal(out decimal number)
    {
        if (_text is null)
        {
            _isOtherForm |= !_utf8.TryGetInt64(out _);
            return _utf8.TryGetDecimal(out number);
        }

        var value = _text.Value;
        _isOtherForm |= value is string or double;
        var digits = value is decimal or long or int or double or BigInteger ? Convert.ToString(value, CultureInfo.InvariantCulture) : value as string;
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private readonly bool TryInt64OfText(out long number)
    {
        var value = _text!.Value;
        number = value is long integer ? integer : value is int small ? small : 0;
        return value is long or int || (value is string raw && long.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number));
    }
}
