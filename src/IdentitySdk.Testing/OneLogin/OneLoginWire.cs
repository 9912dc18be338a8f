namespace IdentitySdk.Testing;

/// <summary>Which documents of OneLogin an emulator follows on the wire.</summary>
public enum OneLoginWire
{
    /// <summary>Recorded version 1 traffic: a status envelope around everything, cursors in the body.</summary>
    Version1,

    /// <summary>The newer documents: users and lists without envelope, cursors in headers, named errors.</summary>
    Newer,
}
