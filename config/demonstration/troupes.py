"""Who is in the cast: groups of organisations of one trade, with their places and products."""

from dataclasses import dataclass

from txng.parties.vocab import ChainRole as Role
from txng.parties.vocab import OrganisationKind as Kind
from txng.parties.vocab import PlaceKind as At


@dataclass(frozen=True)
class Troupe:
    """Organisations of one trade: `count` of them, their kinds in turn, `products` in turn.

    `each` says in turn how many products one has.
    """

    code: str
    count: int
    kinds: tuple[Kind, ...]
    trade: str
    roles: tuple[Role, ...]
    places: tuple[At, ...]
    sector: str = "agriculture"
    products: tuple[str, ...] = ()
    each: tuple[int, ...] = (1,)
    may_be_member: bool = False
    is_grower: bool = False

    def how_many(self, member: int) -> int:
        """Return how many products the member of this number has."""
        return self.each[member % len(self.each)]


_GREENS = (
    "cai-bap", "buoi", "khoai-tay", "ca-chua", "dua-chuot", "cam", "su-hao", "ca-rot", "rau-muong",
    "oi", "cai-ngot", "thanh-long", "dua", "bi-xanh", "dua-luoi", "bi-do", "chuoi",
)  # fmt: skip
_MADE = (
    "gao-nep", "gao-thom", "nuoc-mam", "mam-tom", "che-xanh", "che-sen", "nem-chua", "gio-lua",
    "keo-lac", "dau-lac", "mat-ong", "mien-dong", "banh-gai", "banh-da", "ruou-nep",
)  # fmt: skip

PRODUCERS = (
    Troupe("field", 60, (Kind.COOPERATIVE, Kind.COOPERATIVE, Kind.COMPANY, Kind.GROUP), "Nông sản",
           (Role.PRODUCER, Role.COLLECTOR, Role.PACKER),
           (At.PACKING_HOUSE, At.FARM, At.PLOT, At.PLOT, At.WAREHOUSE), products=_GREENS,
           each=(3, 3, 3, 3, 2), may_be_member=True, is_grower=True),
    Troupe("grower", 40, (Kind.HOUSEHOLD,), "", (Role.PRODUCER,), (At.FARM,), products=_GREENS,
           is_grower=True),
    Troupe("raw", 18, (Kind.HOUSEHOLD, Kind.HOUSEHOLD, Kind.GROUP), "Nông sản", (Role.PRODUCER,),
           (At.FARM, At.PLOT), is_grower=True,
           products=("lua", "lac", "che-bup", "dong-rieng", "mat-tho", "coi")),
    Troupe("eggs", 6, (Kind.HOUSEHOLD, Kind.GROUP), "Chăn nuôi", (Role.PRODUCER,), (At.FARM,),
           products=("trung-ga", "trung-vit")),
    Troupe("pen", 24, (Kind.HOUSEHOLD, Kind.HOUSEHOLD, Kind.GROUP), "Chăn nuôi", (Role.PRODUCER,),
           (At.FARM, At.PLOT), products=("lon-hoi", "ga-ta", "lon-hoi", "bo-hoi")),
    Troupe("slaughter", 8, (Kind.COMPANY,), "Thực phẩm sạch",
           (Role.PROCESSOR, Role.PACKER), (At.SLAUGHTERHOUSE, At.WAREHOUSE, At.OFFICE),
           products=("thit-lon", "thit-ga", "thit-bo", "suon-lon"), each=(4,), may_be_member=True),
    Troupe("pond", 22, (Kind.HOUSEHOLD, Kind.HOUSEHOLD, Kind.COOPERATIVE), "Thuỷ sản",
           (Role.PRODUCER,), (At.FARM, At.PLOT),
           products=("tom-the", "ca-ro-phi", "ngao", "ca-com", "muc")),
    Troupe("fishery", 12, (Kind.COMPANY, Kind.COMPANY, Kind.COOPERATIVE), "Chế biến thuỷ sản",
           (Role.PROCESSOR, Role.PACKER), (At.FACTORY, At.WAREHOUSE),
           products=("tom-dong-lanh", "phi-le-ca", "ngao-sach", "muc-kho"), each=(4, 4, 3, 3),
           may_be_member=True),
    Troupe("kitchen", 36, (Kind.COMPANY, Kind.COOPERATIVE, Kind.COOPERATIVE, Kind.HOUSEHOLD),
           "Chế biến thực phẩm", (Role.PROCESSOR, Role.PACKER), (At.FACTORY, At.WAREHOUSE),
           sector="industry_trade", products=_MADE, each=(2, 2, 2, 3), may_be_member=True),
    Troupe("herb", 8, (Kind.HOUSEHOLD, Kind.GROUP), "Dược liệu", (Role.PRODUCER,),
           (At.FARM, At.PLOT), sector="health", is_grower=True,
           products=("nghe", "dinh-lang", "ca-gai-leo", "gung")),
    Troupe("apothecary", 8, (Kind.COOPERATIVE, Kind.COMPANY), "Dược liệu",
           (Role.PROCESSOR, Role.PACKER), (At.FACTORY, At.WAREHOUSE), sector="health",
           products=("tinh-bot-nghe", "dinh-lang-kho", "ca-gai-leo-kho", "gung-say"), each=(2, 2),
           may_be_member=True),
    Troupe("material", 4, (Kind.COMPANY,), "Nguyên liệu", (Role.PROCESSOR,), (At.WAREHOUSE,),
           sector="industry_trade", products=("soi-bong", "dat-set")),
    Troupe("workshop", 14, (Kind.COMPANY, Kind.COOPERATIVE, Kind.GROUP), "Làng nghề",
           (Role.PROCESSOR, Role.PACKER), (At.FACTORY, At.WAREHOUSE), sector="industry_trade",
           products=("chieu-coi", "binh-gom", "khan-mat", "tui-tho-cam"), each=(2, 1, 2),
           may_be_member=True),
)  # fmt: skip

PARTNERS = (
    Troupe("carrier", 5, (Kind.COMPANY,), "Vận tải", (Role.CARRIER,), (At.OFFICE,),
           sector="industry_trade"),
    Troupe("store", 5, (Kind.COMPANY,), "Kho lạnh", (Role.WAREHOUSE, Role.TRADER),
           (At.WAREHOUSE,), sector="industry_trade", may_be_member=True),
    Troupe("shop", 18, (Kind.COMPANY, Kind.COOPERATIVE, Kind.HOUSEHOLD), "Bán lẻ",
           (Role.RETAILER,), (At.SHOP,), sector="industry_trade"),
    Troupe("provider", 1, (Kind.COMPANY,), "Giải pháp số", (), (At.OFFICE,),
           sector="industry_trade"),
)  # fmt: skip


@dataclass(frozen=True)
class Agency:
    """A state agency; `unit` is the number of its commune, or -1 for the whole province."""

    name: str
    short_name: str
    sector: str
    unit: int


AGENCIES = (
    Agency("Sở Khoa học và Công nghệ tỉnh Trình diễn", "Sở KH&CN", "", -1),
    Agency("Sở Nông nghiệp và Môi trường tỉnh Trình diễn", "Sở NN&MT", "agriculture", -1),
    Agency("Uỷ ban nhân dân xã Trình diễn số 1", "UBND xã 1", "", 0),
    Agency("Uỷ ban nhân dân xã Trình diễn số 2", "UBND xã 2", "", 1),
)
