using SesMailEngine.Embedded.Objects;

namespace SesMailEngine.Server.AwsApi.S3;

/// <summary>Where buckets besides that of the templates are, and whether that one is there.</summary>
internal interface IBucketPlace
{
    /// <summary>The folder of the other buckets, one folder for each; it may not be there yet.</summary>
    string Folder { get; }

    /// <summary>False when the template bucket was deleted.</summary>
    bool HasTemplates { get; }

    /// <summary>True while the template bucket belongs to a stack.</summary>
    bool AreTemplatesOwned { get; }

    /// <summary>The objects of a bucket below the folder; made when it is not there.</summary>
    IObjectStore Open(string name);

    /// <summary>The template bucket, empty, is deleted.</summary>
    void DeleteTemplates();
}
