using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace VisEval.Tests.Architecture;

/// <summary>One type of an assembly that uses another of the same assembly.</summary>
/// <param name="From">The type that uses.</param>
/// <param name="To">The type that is used.</param>
internal sealed record TypeUse(TypeName From, TypeName To);

/// <summary>A type that is not nested; nested types and what the compiler adds count as the type they stand in.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
internal sealed record TypeName(string Namespace, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}.{Name}";
}

/// <summary>
/// Who uses whom within one compiled assembly: base types, interfaces, attributes, signatures, local variables and every type or member
/// that a method body names. Constants leave no trace in what is compiled: see <see cref="ConstantUses"/>.
/// </summary>
internal sealed class TypeUses
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _file;
    private readonly SignatureTypes _types;

    private TypeUses(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _types = new SignatureTypes(_metadata);
    }

    /// <summary>Every pair of different types, once, sorted.</summary>
    public static IReadOnlyList<TypeUse> In(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return new TypeUses(file).All();
    }

    /// <summary>The constants and values of enumerations that other types can name.</summary>
    public static IReadOnlyList<ConstantName> ConstantsOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return new TypeUses(file).Constants();
    }

    private List<ConstantName> Constants() =>
    [
        .. from type in _metadata.TypeDefinitions
           from handle in _metadata.GetTypeDefinition(type).GetFields()
           let field = _metadata.GetFieldDefinition(handle)
           where field.Attributes.HasFlag(FieldAttributes.Literal)
           where (field.Attributes & FieldAttributes.FieldAccessMask) != FieldAttributes.Private
           let name = _metadata.GetString(_metadata.GetTypeDefinition(type).Name)
           select new ConstantName(NameOf(type), $"{name}.{_metadata.GetString(field.Name)}"),
    ];

    private List<TypeUse> All() =>
    [
        .. _metadata.TypeDefinitions
            .SelectMany(type => Uses(_metadata.GetTypeDefinition(type)).Select(used => new TypeUse(NameOf(type), NameOf(used))))
            .Where(use => use.From != use.To)
            .Distinct()
            .OrderBy(use => use.From.ToString(), StringComparer.Ordinal)
            .ThenBy(use => use.To.ToString(), StringComparer.Ordinal),
    ];

    private TypeName NameOf(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        for (var outer = type.GetDeclaringType(); !outer.IsNil; outer = type.GetDeclaringType())
            type = _metadata.GetTypeDefinition(outer);
        return new TypeName(_metadata.GetString(type.Namespace), _metadata.GetString(type.Name));
    }

    private IEnumerable<TypeDefinitionHandle> Uses(TypeDefinition type) =>
    [
        .. Of(type.BaseType),
        .. type.GetInterfaceImplementations().SelectMany(i => Of(_metadata.GetInterfaceImplementation(i).Interface)),
        .. Attributes(type.GetCustomAttributes()),
        .. Constraints(type.GetGenericParameters()),
        .. type.GetFields()
            .SelectMany(f => (TypeDefinitionHandle[])[.. Of(f), .. Attributes(_metadata.GetFieldDefinition(f).GetCustomAttributes())]),
        .. type.GetProperties().SelectMany(p => Attributes(_metadata.GetPropertyDefinition(p).GetCustomAttributes())),
        .. type.GetMethods().SelectMany(m => Uses(_metadata.GetMethodDefinition(m))),
    ];

    private IEnumerable<TypeDefinitionHandle> Uses(MethodDefinition method) =>
    [
        .. method.DecodeSignature(_types, null).Types(),
        .. Attributes(method.GetCustomAttributes()),
        .. method.GetParameters().SelectMany(p => Attributes(_metadata.GetParameter(p).GetCustomAttributes())),
        .. Constraints(method.GetGenericParameters()),
        .. Body(method),
    ];

    private IEnumerable<TypeDefinitionHandle> Body(MethodDefinition method)
    {
        if (method.RelativeVirtualAddress == 0)
            return [];
        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        return
        [
            .. Of(body.LocalSignature),
            .. body.ExceptionRegions.SelectMany(region => Of(region.CatchType)),
            .. Instructions.Tokens(body.GetILBytes()!).SelectMany(token => Of(MetadataTokens.EntityHandle(token))),
        ];
    }

    private IEnumerable<TypeDefinitionHandle> Attributes(CustomAttributeHandleCollection attributes) =>
        attributes.SelectMany(a => Of(_metadata.GetCustomAttribute(a).Constructor));

    private IEnumerable<TypeDefinitionHandle> Constraints(GenericParameterHandleCollection parameters) =>
        parameters.SelectMany(p => _metadata.GetGenericParameter(p).GetConstraints())
            .SelectMany(c => Of(_metadata.GetGenericParameterConstraint(c).Type));

    // A member counts as the type that declares it and the types of its signature: an argument that is an enum's constant is compiled to a
    // number, and only the signature tells of it.
    private IEnumerable<TypeDefinitionHandle> Of(EntityHandle handle)
    {
        if (handle.IsNil)
            return [];
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return [(TypeDefinitionHandle)handle];
            case HandleKind.TypeSpecification:
                return _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_types, null);
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                return [field.GetDeclaringType(), .. field.DecodeSignature(_types, null)];
            case HandleKind.MethodDefinition:
                var method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return [method.GetDeclaringType(), .. method.DecodeSignature(_types, null).Types()];
            case HandleKind.MethodSpecification:
                var instance = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return [.. Of(instance.Method), .. instance.DecodeSignature(_types, null).SelectMany(t => t)];
            case HandleKind.MemberReference:
                var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                var signature = member.GetKind() == MemberReferenceKind.Field
                    ? member.DecodeFieldSignature(_types, null)
                    : member.DecodeMethodSignature(_types, null).Types();
                return [.. Of(member.Parent), .. signature];
            case HandleKind.StandaloneSignature:
                var local = _metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle);
                return local.GetKind() == StandaloneSignatureKind.LocalVariables
                    ? local.DecodeLocalSignature(_types, null).SelectMany(t => t)
                    : local.DecodeMethodSignature(_types, null).Types();
            default: // A type or a string of another place.
                return [];
        }
    }
}
