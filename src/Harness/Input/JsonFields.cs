using System.Text.Json;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>The fields of one JSON object, read by name; a field nobody asked for is a mistake.</summary>
internal class JsonFields
{
    /// <summary>The field in which any file may name its schema, for editors.</summary>
    public const string Schema = "$schema";

    private readonly Dictionary<string, JsonElement> _fields = [];
    private readonly HashSet<string> _known = [];
    private readonly string _file;
    private readonly string _path;
    private readonly Mistakes _mistakes;

    public JsonFields(JsonElement element, string file, string path, Mistakes mistakes)
    {
        (_file, _path, _mistakes) = (file, path, mistakes);
        foreach (var field in element.EnumerateObject())
            if (!_fields.TryAdd(field.Name, field.Value))
                mistakes.Add($"{Where(field.Name)}: the field is there twice.");
    }

    /// <summary>Says what the fields become: the documentation of the members of the same name describes them in the schema.</summary>
    public JsonFields Of<T>() => Of(typeof(T));

    /// <summary>Says what a field of another name becomes.</summary>
    /// <param name="name">The field.</param>
    /// <param name="type">The type that the member belongs to.</param>
    /// <param name="member">The member.</param>
    public virtual JsonFields As(string name, Type type, string member) => this;

    /// <summary>Says what the fields become.</summary>
    protected virtual JsonFields Of(Type type) => this;

    /// <summary>All names, in the order of the file; asking makes every one of them known.</summary>
    public virtual IReadOnlyList<string> Names()
    {
        _known.UnionWith(_fields.Keys);
        return [.. _fields.Keys];
    }

    /// <summary>Whether the object has the field.</summary>
    public virtual bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>The value of a field that may be absent or null.</summary>
    public virtual JsonValue? Optional(string name)
    {
        _known.Add(name);
        return _fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonValue(value, _file, PathOf(name), _mistakes)
            : null;
    }

    /// <summary>The value of a field; its absence is a mistake.</summary>
    public virtual JsonValue? Required(string name)
    {
        var value = Optional(name);
        if (value is null)
            _mistakes.Add($"{Where(name)}: the field is missing.");
        return value;
    }

    /// <summary>Adds a mistake about one field.</summary>
    public void Mistake(string name, string sentence) => _mistakes.Add($"{Where(name)}: {sentence}");

    /// <summary>Reports every field that was not asked for; call it after the last.</summary>
    public virtual void Close()
    {
        foreach (var name in _fields.Keys.Where(n => !_known.Contains(n) && !(_path.Length == 0 && n == Schema)))
            _mistakes.Add($"{Where(name)}: there is no such field. {Suggestions.Sentence(name, _known)}");
    }

    private string Where(string name) => $"{_file}: {PathOf(name)}";

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
