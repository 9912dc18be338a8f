namespace IdentitySdk.Testing;

/// <summary>The wire format of a OneLogin emulator.</summary>
public enum OneLoginWire
{
    /// <summary>Version 1, as recorded: a status envelope around every response, cursors in the body.</summary>
    Version1,

    /// <summary>The newer documents: users and lists without envelope, cursors in headers, named errors.</summary>
    Newer,
}
