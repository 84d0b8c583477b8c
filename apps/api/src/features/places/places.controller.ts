import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount } from '../../platform/auth/index.js';
import { PlaceTreeDto } from './dto/place.dto.js';
import { PlacesService } from './places.service.js';

@ApiTags('places')
@Controller('places')
export class PlacesController {
  constructor(private readonly places: PlacesService) {}

  @Get()
  @ApiOperation({
    operationId: 'listPlaces',
    summary: '行政区划树 · The tree of places',
    description:
      '本镇（街道）全部村、社区和网格；县级人员见全县。 · All places of one’s township; all of the county for who works for it.',
  })
  @ApiOkResponse({ type: PlaceTreeDto, description: '树 · The tree' })
  tree(@CurrentAccount() account: Account): Promise<PlaceTreeDto> {
    return this.places.tree(account);
  }
}
