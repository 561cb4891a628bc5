namespace SesMailEngine.Core.Model.Settings;

/// <summary>A value somebody gave for a setting.</summary>
/// <param name="Name">The setting's name; upper and lower case do not matter.</param>
/// <param name="Value">The value.</param>
/// <param name="Origin">Where it came from, for messages: <c>--set</c>, <c>environment SESMAILENGINE_X</c>, a file's name.</param>
public sealed record SettingValue(string Name, string Value, string Origin);
