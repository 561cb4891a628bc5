using System.Text.Json.Serialization;

namespace SesMailEngine.Server.AwsApi.S3.Attributes;

/// <summary>The form of attributes on disk.</summary>
[JsonSerializable(typeof(ObjectAttributes))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ObjectAttributesJson : JsonSerializerContext;
