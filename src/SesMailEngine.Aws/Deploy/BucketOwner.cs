namespace SesMailEngine.Aws.Deploy;

/// <summary>Whose a bucket is.</summary>
public enum BucketOwner
{
    /// <summary>There is no such bucket.</summary>
    None,

    /// <summary>The account's, in the region.</summary>
    Account,

    /// <summary>In another region.</summary>
    OtherRegion,

    /// <summary>Somebody else's, or the credentials may not look.</summary>
    Other,
}
