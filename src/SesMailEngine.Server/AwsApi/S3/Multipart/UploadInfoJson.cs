using System.Text.Json.Serialization;

namespace SesMailEngine.Server.AwsApi.S3.Multipart;

/// <summary>The form of an upload on disk.</summary>
[JsonSerializable(typeof(UploadInfo))]
internal sealed partial class UploadInfoJson : JsonSerializerContext;
