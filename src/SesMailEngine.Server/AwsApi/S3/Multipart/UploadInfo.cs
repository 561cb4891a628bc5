using SesMailEngine.Server.AwsApi.S3.Attributes;

namespace SesMailEngine.Server.AwsApi.S3.Multipart;

/// <summary>An upload in parts that is not finished.</summary>
/// <param name="Id">Its id: 32 hex digits.</param>
/// <param name="Key">The object it will be.</param>
/// <param name="Initiated">When it began.</param>
/// <param name="Attributes">What the client said of the object.</param>
internal sealed record UploadInfo(string Id, string Key, DateTimeOffset Initiated, ObjectAttributes Attributes);
