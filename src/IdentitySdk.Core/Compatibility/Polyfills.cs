#if !NET8_0_OR_GREATER
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace IdentitySdk.Core
{
    /// <summary>Members that .NET 8 has and .NET Standard 2.0 lacks, with the same names.</summary>
    internal static class Polyfills
    {
        extension(long)
        {
            public static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider provider, out long number) =>
                long.TryParse(text.ToString(), style, provider, out number);
        }

        extension(SHA256)
        {
            public static byte[] HashData(byte[] bytes)
            {
                using var sha256 = SHA256.Create();
                return sha256.ComputeHash(bytes);
            }
        }

        extension(string)
        {
            public static string Concat(ReadOnlySpan<char> one, ReadOnlySpan<char> two, ReadOnlySpan<char> three) =>
                one.ToString() + two.ToString() + three.ToString();
        }

        extension(HttpHeaders headers)
        {
            public HttpHeaders NonValidated => headers;
        }

        public static unsafe string GetString(this Encoding encoding, ReadOnlySpan<byte> bytes)
        {
            fixed (byte* start = bytes)
            {
                return bytes.IsEmpty ? "" : encoding.GetString(start, bytes.Length);
            }
        }

        public static unsafe int GetBytes(this Encoding encoding, ReadOnlySpan<char> text, Span<byte> bytes)
        {
            fixed (char* from = text)
            fixed (byte* to = bytes)
            {
                return text.IsEmpty ? 0 : encoding.GetBytes(from, text.Length, to, bytes.Length);
            }
        }

        public static int IndexOfAnyInRange(this ReadOnlySpan<char> text, char from, char to)
        {
            for (var index = 0; index < text.Length; index++)
            {
                if (text[index] >= from && text[index] <= to)
                {
                    return index;
                }
            }

            return -1;
        }

        public static ReadOnlySpan<byte> TrimStart(this ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> trimmed)
        {
            while (!bytes.IsEmpty && trimmed.IndexOf(bytes[0]) >= 0)
            {
                bytes = bytes[1..];
            }

            return bytes;
        }
    }
}

namespace System.Text.Unicode
{
    /// <summary>The method of .NET 8's class that the SDK uses.</summary>
    internal static class Utf8
    {
        private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public static unsafe bool IsValid(ReadOnlySpan<byte> bytes)
        {
            try
            {
                fixed (byte* start = bytes)
                {
                    return bytes.IsEmpty || s_strict.GetCharCount(start, bytes.Length) >= 0;
                }
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }
}
#endif
