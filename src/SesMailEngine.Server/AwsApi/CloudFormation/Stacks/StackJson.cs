using System.Text.Json.Serialization;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>How stacks are written to their file.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(List<StackRecord>))]
internal sealed partial class StackJson : JsonSerializerContext;
