namespace SesMailEngine.Server.Security;

/// <summary>Why a request's signature is not accepted.</summary>
internal enum SignatureProblem
{
    /// <summary>It has none.</summary>
    Missing,

    /// <summary>It lacks a part, or a part is malformed.</summary>
    Incomplete,

    /// <summary>Its access key is not configured.</summary>
    UnknownKey,

    /// <summary>It is too old, too far ahead, or the presigned URL has expired.</summary>
    Expired,

    /// <summary>It is not the signature of this request.</summary>
    Mismatch,
}
